/* Its function is not what the interface Length says; debug information tells. */
double length(double text) {
  return text;
}
