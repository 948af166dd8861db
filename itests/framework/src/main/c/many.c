/* COUNT variables: n0 is 0, n1 is 1, and so on. */
#define TEXT(count) #count
#define STRING(count) TEXT(count)

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
    ".rept " STRING(COUNT) "\n"
    "number %i\n"
    ".set i, i + 1\n"
    ".endr\n"
    ".noaltmacro\n"
    ".text\n");
