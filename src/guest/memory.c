/* The memory this machine was given, as the Multiboot loader lists it. */
#include "kernel.h"

struct information { u32 flags, lower, upper, other[8], map_length, map; };
struct row { u32 size; u64 base, length; u32 type; } __attribute__((packed));

static struct information given;

void memory_find(u32 magic, const void *information) {
  if (magic == 0x2BADB002) given = *(const struct information *)information;
}

void memory_each(memory_row *each) {
  if (given.flags & 64) {
    u32 at = given.map, last = at + given.map_length;
    for (int i = 0; i < 64 && at + sizeof(struct row) <= last; i++) {
      const struct row *row = (const struct row *)at;
      each(row->base, row->length, row->type);
      at += row->size + 4;
    }
  } else if (given.flags & 1) {
    each(0, (u64)given.lower << 10, 1);
    each(1 << 20, (u64)given.upper << 10, 1);
  }
}
