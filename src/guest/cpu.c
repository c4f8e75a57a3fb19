/* What the processor says of itself: CPUID, the ring in CS, its time stamp counter. */
#include "kernel.h"

static void cpuid(u32 leaf, u32 out[4]) {
  __asm__ volatile("cpuid" : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3]) : "a"(leaf), "c"(0));
}

static void spell(char *at, u32 word) {
  for (int i = 0; i < 4; i++) at[i] = word >> (8 * i);
}

const struct cpu *cpu_read(void) {
  static struct cpu cpu;
  u32 r[4];
  cpuid(0, r);
  spell(cpu.vendor, r[1]);
  spell(cpu.vendor + 4, r[3]);
  spell(cpu.vendor + 8, r[2]);
  cpuid(1, r);
  cpu.version = r[0];
  cpu.features = r[2];
  /* Bit 31 is free on a real processor; a hypervisor sets it, and answers leaf 0x40000000. */
  cpu.hypervisor = r[2] >> 31;
  cpuid(0x40000000, r);
  for (int i = 0; i < 3; i++) spell(cpu.signature + 4 * i, r[i + 1]);
  /* Without one, the answer there is that of another leaf. */
  if (!cpu.hypervisor && (r[0] & 0xFFFFFF00) != 0x40000000) cpu.signature[0] = 0;
  cpuid(0x80000000, r);
  for (u32 leaf = 0x80000002; r[0] >= 0x80000004 && leaf <= 0x80000004; leaf++) {
    u32 part[4];
    cpuid(leaf, part);
    for (int i = 0; i < 4; i++) spell(cpu.brand + (leaf - 0x80000002) * 16 + 4 * i, part[i]);
  }
  return &cpu;
}

u32 ring(void) {
  u32 cs;
  __asm__ volatile("mov %%cs, %0" : "=r"(cs));
  return cs & 3;
}

u64 cycles(void) {
  u64 now;
  __asm__ volatile("rdtsc" : "=A"(now));
  return now;
}

/* One number from the processor's own generator, where there is one. Not under KVM: one that imitates 32-bit code knows no rdrand. */
int cpu_random(u32 *value) {
  const struct cpu *cpu = cpu_read();
  u8 good = 0;
  if (cpu->features & (1u << 30) && cpu->signature[0] != 'K') __asm__ volatile("rdrand %0; setc %1" : "=r"(*value), "=qm"(good) : : "cc");
  return good;
}
