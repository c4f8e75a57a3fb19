/* Two clocks of a PC (interval timer, battery clock), and what is measured with the first. */
#include "kernel.h"

#define PIT_HZ 1193182
#define MEASURED 11932 /* 10 ms */
#define ENOUGH 1193 /* 1 ms */

void pit_start(void) {
  u32 divisor = PIT_HZ / TICKS_PER_SECOND;
  out8(0x43, 0x34);
  out8(0x40, divisor);
  out8(0x40, divisor >> 8);
  /* Channel 2 counts freely for pit_now; the speaker stays off. */
  out8(0x61, (in8(0x61) & ~2) | 1);
  out8(0x43, 0xB4);
  out8(0x42, 0);
  out8(0x42, 0);
}

/* Counts up at 1.19 MHz and starts again every 55 ms. */
u32 pit_now(void) {
  out8(0x43, 0x80);
  u32 low = in8(0x42);
  return (0 - (low | (u32)in8(0x42) << 8)) & 0xFFFF;
}

static u32 compute(void) {
  u32 x = 2463534242u;
  for (int i = 0; i < 1000; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    __asm__ volatile("" : "+r"(x));
  }
  return 1000;
}

/* Port 0x80 does nothing on a PC: in a virtual machine each access still ends in whoever imitates the machine. */
static u32 port(void) {
  for (int i = 0; i < 16; i++) out8(0x80, 0);
  return 16;
}

/*
 * Repeats the work for 10 ms by the machine's own timer, so many times. The best counts: an emulator that translates code grows fast on the way.
 * Reading the timer is slow itself where every port access leaves the guest, so it is read after ever more work, until that lasts a millisecond.
 */
static struct loop measure(u32 (*work)(void), int times) {
  struct loop best = {0, 1};
  u32 together = 1;
  for (; times > 0; times--) {
    struct loop loop = {0, 0};
    u32 passed = 0, before = pit_now();
    while (passed < MEASURED) {
      for (u32 i = 0; i < together; i++) loop.rounds += work();
      u32 now = pit_now(), span = (now - before) & 0xFFFF;
      /* A timer that stands still must not stop the report. */
      passed += span + 1;
      before = now;
      if (span < ENOUGH && together < 4096) together *= 2;
    }
    loop.microseconds = passed * 1000 / 1193; /* 1 000 000 / 1 193 182, in 32 bits */
    if ((u64)loop.rounds * best.microseconds > (u64)best.rounds * loop.microseconds) best = loop;
  }
  return best;
}

struct loop compute_loop(int times) { return measure(compute, times); }
struct loop port_loop(int times) { return measure(port, times); }

/* Waits for the first interrupt of the timer, but not for ever. */
void wait_for_tick(void) {
  for (int spans = 0; spans < 10 && !ticks(); spans++) measure(compute, 1);
}

static u8 cmos(u8 index) {
  out8(0x70, index);
  return in8(0x71);
}

void clock_text(char out[20]) {
  static const u8 index[] = {0x32, 9, 8, 7, 4, 2, 0};
  u8 value[7], again[7];
  int same = 0;
  for (int attempt = 0; attempt < 10 && !same; attempt++) {
    for (int i = 0; i < 10000 && (cmos(10) & 0x80); i++) {}
    for (int i = 0; i < 7; i++) value[i] = cmos(index[i]);
    for (int i = 0; i < 7; i++) again[i] = cmos(index[i]);
    same = 1;
    for (int i = 0; i < 7; i++) same &= value[i] == again[i];
  }
  u8 mode = cmos(11);
  int afternoon = value[4] & 0x80;
  value[4] &= 0x7F;
  for (int i = 0; i < 7; i++) if (!(mode & 4)) value[i] = (value[i] >> 4) * 10 + (value[i] & 15);
  if (!(mode & 2)) value[4] = value[4] % 12 + (afternoon ? 12 : 0);
  const char *between = "xx-xx-xxTxx:xx:xx";
  char *at = out;
  *at++ = '0' + value[0] / 10 % 10;
  *at++ = '0' + value[0] % 10;
  for (int i = 1; i < 7; i++) {
    *at++ = '0' + value[i] / 10 % 10;
    *at++ = '0' + value[i] % 10;
    *at++ = i < 6 ? between[3 * i - 1] : 0;
  }
}

/* A number of this start alone, as a version 4 UUID. From the drift of two clocks and the CPU's generator: unlike others, not secret. */
void boot_id(const char *seed, char out[37]) {
  u8 bytes[16];
  u32 state = (u32)cycles(), drawn = 0;
  for (; *seed; seed++) state = (state ^ *seed) * 16777619u;
  for (int i = 0; i < 16; i++) {
    for (int round = 0; round < 8; round++) {
      if (cpu_random(&drawn)) state ^= drawn;
      state = (state ^ (u32)cycles() ^ pit_now() << 16) * 2654435761u;
      state ^= state >> 15;
    }
    bytes[i] = state >> 11;
  }
  bytes[6] = (bytes[6] & 15) | 0x40;
  bytes[8] = (bytes[8] & 63) | 0x80;
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = "0123456789abcdef"[bytes[i] >> 4];
    *out++ = "0123456789abcdef"[bytes[i] & 15];
  }
  *out = 0;
}
