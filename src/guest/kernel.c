/* A kernel to be looked at: it starts alone on its machine, reports what it finds, answers, and powers off. */
#include "kernel.h"

#define HELP "uname  mem  pci  cpuid  uptime  ps  loops  help  poweroff\n"

static char id[37];
static u32 memory_kib;

static int same(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

static void report_memory(u64 base, u64 length, u32 type) {
  begin("memory");
  hex("base", base, 1);
  hex("length", length, 1);
  flag("usable", type == 1);
  end();
}

static void report_device(const struct device *device) {
  begin("pci");
  key("at");
  put("\"");
  put_hex(device->bus, 2);
  put(":");
  put_hex(device->slot, 2);
  put(".");
  put_number(device->function);
  put("\"");
  hex("vendor", device->vendor, 4);
  hex("device", device->product, 4);
  hex("class", device->class, 6);
  end();
}

static void report_loop(const char *what, struct loop loop) {
  begin("loop");
  text("what", what);
  number("rounds", loop.rounds);
  number("microseconds", loop.microseconds);
  end();
}

static void report(void) {
  const struct cpu *cpu = cpu_read();
  char now[20];
  clock_text(now);
  boot_id(now, id);
  begin("kernel");
  text("name", NAME);
  text("release", RELEASE);
  text("machine", "i686");
  text("boot", id);
  end();
  begin("cpu");
  text("vendor", cpu->vendor);
  text("brand", cpu->brand);
  hex("version", cpu->version, 1);
  flag("hypervisor", cpu->hypervisor);
  text("signature", cpu->signature);
  number("ring", ring());
  end();
  memory_each(report_memory);
  pci_each(report_device);
  begin("clock");
  text("time", now);
  end();
  report_loop("compute", compute_loop(2));
  report_loop("port", port_loop(1));
  wait_for_tick();
  begin("timer");
  number("ticks", ticks());
  number("hz", TICKS_PER_SECOND);
  end();
}

static void say_uname(void) { put(NAME " " RELEASE " i686\nboot id "); put(id); put("\n"); }

static void add_memory(u64 base, u64 length, u32 type) {
  (void)base;
  if (type == 1) memory_kib += (u32)(length >> 10);
}
static void say_mem(void) {
  memory_kib = 0;
  memory_each(add_memory);
  put_number(memory_kib);
  put(" KiB, all of it this kernel's\n");
}

static void say_device(const struct device *device) {
  put_hex(device->bus, 2);
  put(":");
  put_hex(device->slot, 2);
  put(".");
  put_number(device->function);
  put(" ");
  put_hex(device->vendor, 4);
  put(":");
  put_hex(device->product, 4);
  put(" class ");
  put_hex(device->class, 6);
  put("\n");
}
static void say_pci(void) { pci_each(say_device); }

static void say_cpuid(void) {
  const struct cpu *cpu = cpu_read();
  put(cpu->vendor);
  put(" ");
  put(cpu->brand);
  put("\nhypervisor bit ");
  put_number(cpu->hypervisor);
  put(", leaf 0x40000000 \"");
  put(cpu->signature);
  put("\"\nring ");
  put_number(ring());
  put("\n");
}

static void say_uptime(void) {
  u32 now = ticks();
  u32 hundredths = now % TICKS_PER_SECOND * (100 / TICKS_PER_SECOND);
  put_number(now / TICKS_PER_SECOND);
  put(hundredths < 10 ? ".0" : ".");
  put_number(hundredths);
  put(" s, ");
  put_number(now);
  put(" ticks of my own timer\n");
}

static void say_ps(void) { put("1 kernel, 0 processes: nobody else's are visible from here\n"); }
/* The same as in the report with time to get warm: an emulator that translates code is much faster after half a second. */
static void say_loops(void) {
  report_loop("compute", compute_loop(60));
  report_loop("port", port_loop(10));
}
static void say_help(void) { put(HELP); }

static void power_off(void) {
  begin("poweroff");
  number("ticks", ticks());
  end();
  out16(0x604, 0x2000);  /* QEMU: pc, q35 */
  out16(0xB004, 0x2000); /* Bochs, old QEMU */
  /* Where nobody listens, as in v86: stopped with interrupts off, for good. */
}

static const struct { const char *name; void (*run)(void); } commands[] = {
  {"uname", say_uname}, {"mem", say_mem}, {"pci", say_pci},   {"cpuid", say_cpuid},
  {"uptime", say_uptime}, {"ps", say_ps}, {"loops", say_loops}, {"help", say_help},
};

static void obey(const char *line) {
  for (u32 i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (same(line, commands[i].name)) return commands[i].run();
  }
  put("unknown command: ");
  put(line);
  put("\n" HELP);
}

static void ready(void) { begin("ready"); end(); }

void kernel_main(u32 magic, const void *information) {
  char line[80];
  memory_find(magic, information);
  console_start();
  interrupts_start();
  report();
  ready();
  for (;;) {
    if (!console_take(line, sizeof line)) sleep_until_interrupt();
    else if (same(line, "poweroff")) return power_off();
    else obey(line), ready();
  }
}
