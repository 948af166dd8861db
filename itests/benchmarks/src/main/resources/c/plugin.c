/* As small as a plugin can be: what it costs is what any costs. */
int value = 42;

int answer(void) { return value; }
