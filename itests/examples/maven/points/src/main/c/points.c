#include "points.h"

double points_distance(struct point from, struct point to, enum points_way way) {
  double x = to.x - from.x, y = to.y - from.y;
  return way == POINTS_STREETS ? __builtin_fabs(x) + __builtin_fabs(y) : __builtin_sqrt(x * x + y * y);
}
