/* The interrupt table and the two 8259 controllers: timer and serial port, everything else masked. */
#include "kernel.h"

#define FIRST_IRQ 32

struct gate { u16 low, selector, flags, high; } __attribute__((packed));
extern char exceptions[];
void irq_timer(void), irq_serial(void), irq_spurious(void), halt(void);

static struct gate table[FIRST_IRQ + 16];
static volatile u32 count;

static void set(int vector, const void *handler) {
  u32 address = (u32)handler;
  table[vector] = (struct gate){address, 0x08, 0x8E00, address >> 16};
}

void interrupts_start(void) {
  for (int i = 0; i < FIRST_IRQ; i++) set(i, exceptions + 8 * i);
  for (int i = 0; i < 16; i++) set(FIRST_IRQ + i, irq_spurious);
  set(FIRST_IRQ + 0, irq_timer);
  set(FIRST_IRQ + 4, irq_serial);
  struct { u16 limit; u32 base; } __attribute__((packed)) pointer = {sizeof table - 1, (u32)table};
  __asm__ volatile("lidt %0" : : "m"(pointer));

  out8(0x20, 0x11);
  out8(0xA0, 0x11);
  out8(0x21, FIRST_IRQ);
  out8(0xA1, FIRST_IRQ + 8);
  out8(0x21, 4);
  out8(0xA1, 2);
  out8(0x21, 1);
  out8(0xA1, 1);
  out8(0x21, (u8)~0x11);
  out8(0xA1, 0xFF);
  pit_start();
  __asm__ volatile("sti");
}

void on_timer(void) { count++; }
u32 ticks(void) { return count; }
void sleep_until_interrupt(void) { __asm__ volatile("hlt"); }

/* Called with what the stub pushed: the vector, then the CPU's own words. */
void kernel_fault(const u32 *frame) {
  begin("panic");
  number("vector", frame[0]);
  end();
  halt();
}
