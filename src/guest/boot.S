/* Multiboot 1 header, the entry and the interrupt stubs: all that C cannot say. */
        .set MAGIC, 0x1BADB002
        .set FLAGS, 3                   /* page-aligned modules, memory map */

        .section .multiboot, "a"
        .align 4
        .long MAGIC, FLAGS, -(MAGIC + FLAGS)

        .text
        .globl _start
_start: cli
        cld
        mov $stack_top, %esp
        lgdt gdt_pointer
        ljmp $0x08, $1f
1:      mov $0x10, %ecx
        mov %ecx, %ds
        mov %ecx, %es
        mov %ecx, %fs
        mov %ecx, %gs
        mov %ecx, %ss
        push %ebx                       /* Multiboot information */
        push %eax                       /* Multiboot magic */
        call kernel_main
        .globl halt
halt:   cli
        hlt
        jmp halt

/* The CPU's own exceptions: a number each, then C reports and stops. */
        .globl exceptions
exceptions:
        .set vector, 0
        .rept 32
        .balign 8
        push $vector
        jmp fault
        .set vector, vector + 1
        .endr
fault:  push %esp
        call kernel_fault
        jmp halt

        .globl irq_timer, irq_serial, irq_spurious
irq_timer:
        pusha
        cld
        call on_timer
        jmp 2f
irq_serial:
        pusha
        cld
        call on_serial
2:      mov $0x20, %al                  /* end of interrupt, to the first controller */
        out %al, $0x20
        popa
/* What iret does, in parts: a KVM that has to imitate 32-bit code (nested, without help of the hardware) knows no iret. */
irq_spurious:
        push 8(%esp)
        andl $~0x200, (%esp)            /* interrupts stay off until the return is done */
        popf
        sti
        lret $4

        .section .rodata
        .align 8
gdt:    .quad 0
        .quad 0x00CF9A000000FFFF        /* 0x08: code, ring 0, all memory */
        .quad 0x00CF92000000FFFF        /* 0x10: data, ring 0, all memory */
gdt_pointer:
        .word . - gdt - 1
        .long gdt

        .bss
        .align 16
        .skip 8192
stack_top:

        .section .note.GNU-stack, "", @progbits
