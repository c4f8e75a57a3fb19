/* The PCI devices of this machine: bus 0, and every bus a bridge leads to. */
#include "kernel.h"

static u8 seen[256];

static u32 read(u32 bus, u32 slot, u32 function, u32 offset) {
  out32(0xCF8, 1u << 31 | bus << 16 | slot << 11 | function << 8 | offset);
  return in32(0xCFC);
}

static void scan(u32 bus, pci_row *row) {
  if (seen[bus]) return;
  seen[bus] = 1;
  for (u32 slot = 0; slot < 32; slot++) {
    for (u32 function = 0; function < 8; function++) {
      u32 id = read(bus, slot, function, 0);
      u32 kind = read(bus, slot, function, 12) >> 16 & 0xFF;
      if ((id & 0xFFFF) != 0xFFFF && (id & 0xFFFF) != 0) {
        struct device device = {bus, slot, function, id, id >> 16, read(bus, slot, function, 8) >> 8};
        row(&device);
        if ((kind & 0x7F) == 1) scan(read(bus, slot, function, 24) >> 8 & 0xFF, row);
      } else if (function == 0) break;
      if (function == 0 && !(kind & 0x80)) break;
    }
  }
}

void pci_each(pci_row *row) {
  for (int i = 0; i < 256; i++) seen[i] = 0;
  out32(0xCF8, 1u << 31);
  if (in32(0xCF8) == 1u << 31) scan(0, row);
}
