/* Floating-point modes that a library may leave behind on the thread that loads or calls it; 0 where one is set. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fenv.h>

/* Small doubles become 0: results alone, or operands as well. */
static int flush(unsigned long x86, unsigned long arm)
{
#if defined(__x86_64__) || defined(__i386__)
    unsigned int mode = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(mode | (unsigned int)x86);
    return 0;
#elif defined(__aarch64__)
    unsigned long mode;
    __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
    __asm__ volatile("msr fpcr, %0" : : "r"(mode | arm));
    return 0;
#else
    return 1;
#endif
}

int flush_results(void) { return flush(0x8000, 1ul << 24); }
int flush_all(void) { return flush(0x8040, 1ul << 24); }
int upward(void) { return fesetround(FE_UPWARD); }
int downward(void) { return fesetround(FE_DOWNWARD); }
int toward_zero(void) { return fesetround(FE_TOWARDZERO); }

int trapping(void)
{
#ifdef __GLIBC__
    return feenableexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW | FE_UNDERFLOW) == -1;
#else
    return 1;
#endif
}
