/* COM1, 115200 baud, 8N1: the one wire between this kernel and whoever started its machine. */
#include "kernel.h"

#define COM1 0x3F8

static char input[256];
static volatile u8 input_head, input_tail;
static int first;

void console_start(void) {
  out8(COM1 + 1, 0);
  out8(COM1 + 3, 0x80);
  out8(COM1 + 0, 1);
  out8(COM1 + 1, 0);
  out8(COM1 + 3, 0x03);
  out8(COM1 + 2, 0x07);
  out8(COM1 + 4, 0x0B);
  out8(COM1 + 1, 0x01);
}

void on_serial(void) {
  /* All there is: what stays behind would raise no interrupt of its own. */
  for (int i = 0; i < 4096 && (in8(COM1 + 5) & 1); i++) {
    u8 next = input_head + 1;
    char c = in8(COM1);
    if (next == input_tail) continue;
    input[input_head] = c;
    input_head = next;
  }
}

/* Takes what was typed so far into the line; true when a line is complete. What is too long is cut off. */
int console_take(char *line, int size) {
  static int length;
  while (input_tail != input_head) {
    char c = input[input_tail++];
    if (c == '\r' || c == '\n') {
      line[length] = 0;
      if (length == 0) continue;
      length = 0;
      return 1;
    }
    if ((c == '\b' || c == 127) && length > 0) length--;
    else if (c >= ' ' && c < 127 && length < size - 1) line[length++] = c;
  }
  return 0;
}

static void put_char(char c) {
  /* A machine without the port would never become ready. */
  for (int i = 0; i < 100000 && !(in8(COM1 + 5) & 0x20); i++) {}
  out8(COM1, c);
}

void put(const char *text) {
  for (; *text; text++) {
    if (*text == '\n') put_char('\r');
    put_char(*text);
  }
}

void put_number(u32 value) {
  char digits[11], *at = digits + 10;
  *at = 0;
  do *--at = '0' + value % 10; while (value /= 10);
  put(at);
}

/* At least so many digits, more if the value needs them. */
void put_hex(u64 value, int digits) {
  for (int shift = 60; shift >= 0; shift -= 4) {
    if (shift / 4 < digits || value >> shift) put_char("0123456789abcdef"[(value >> shift) & 15]);
  }
}

void key(const char *name) {
  put(first ? "\"" : ",\"");
  put(name);
  put("\":");
  first = 0;
}

static void quoted(const char *value) {
  put_char('"');
  for (; *value; value++) {
    if (*value == '"' || *value == '\\') put_char('\\');
    put_char(*value >= ' ' && *value < 127 ? *value : '?');
  }
  put_char('"');
}

void text(const char *name, const char *value) { key(name); quoted(value); }
void number(const char *name, u32 value) { key(name); put_number(value); }
void flag(const char *name, int value) { key(name); put(value ? "true" : "false"); }
void hex(const char *name, u64 value, int digits) { key(name); put("\"0x"); put_hex(value, digits); put("\""); }

/* Begins a line of the report, of one type. */
void begin(const char *type) { put_char('{'); first = 1; text("type", type); }
void end(void) { put("}\n"); }
