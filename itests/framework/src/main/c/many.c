/* 100,000 variables: n0 is 0, n1 is 1, and so on. */
__asm__(
    ".data\n"
    ".altmacro\n"
    ".macro number value\n"
    ".globl n\\value\n"
    ".type n\\value, @object\n"
    ".size n\\value, 4\n"
    "n\\value: .long \\value\n"
    ".endm\n"
    ".set i, 0\n"
    ".rept 100000\n"
    "number %i\n"
    ".set i, i + 1\n"
    ".endr\n"
    ".noaltmacro\n"
    ".text\n");
