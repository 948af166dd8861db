/* Imports two functions that nobody has. */
int alfheim_not_there(void);
int alfheim_not_there_either(void);

int needs_them(void) {
  return alfheim_not_there() + alfheim_not_there_either();
}
