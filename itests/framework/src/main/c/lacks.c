/* Nobody has what it calls. */
int defined_by_no_object(void);

int lacks(void) {
  return defined_by_no_object();
}
