/* What the parts of the teaching kernel share. No library is below: the machine is. */
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define NAME "VirtLens"
#define RELEASE "1.0.0"
/* Few, because each one wakes the emulator of an idle guest. */
#define TICKS_PER_SECOND 20

static inline void out8(u16 port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static inline void out16(u16 port, u16 value) { __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port)); }
static inline void out32(u16 port, u32 value) { __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port)); }
static inline u8 in8(u16 port) { u8 value; __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port)); return value; }
static inline u32 in32(u16 port) { u32 value; __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port)); return value; }

/* console.c: the serial port, and text and JSON written to it */
void console_start(void);
int console_take(char *line, int size);
void put(const char *text);
void put_number(u32 value);
void put_hex(u64 value, int digits);
void begin(const char *type);
void text(const char *key, const char *value);
void number(const char *key, u32 value);
void hex(const char *key, u64 value, int digits);
void key(const char *name);
void flag(const char *key, int value);
void end(void);

/* cpu.c */
struct cpu { char vendor[13], brand[49], signature[13]; u32 version, features; int hypervisor; };
const struct cpu *cpu_read(void);
u32 ring(void);
u64 cycles(void);
int cpu_random(u32 *value);

/* interrupts.c */
void interrupts_start(void);
u32 ticks(void);
void sleep_until_interrupt(void);

/* time.c */
u32 pit_now(void);
void pit_start(void);
void clock_text(char out[20]);
struct loop { u32 rounds, microseconds; };
struct loop compute_loop(int times);
struct loop port_loop(int times);
void wait_for_tick(void);
void boot_id(const char *seed, char out[37]);

/* memory.c */
void memory_find(u32 magic, const void *information);
typedef void memory_row(u64 base, u64 length, u32 type);
void memory_each(memory_row *row);

/* pci.c */
struct device { u8 bus, slot, function; u16 vendor, product; u32 class; };
typedef void pci_row(const struct device *device);
void pci_each(pci_row *row);
