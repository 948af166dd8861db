/** A place on a grid. */
struct point {
  int x; /**< to the right */
  int y; /**< downwards */
};

/** Which way one may go. */
enum points_way { POINTS_STRAIGHT, POINTS_STREETS };

/** How far it is from one place to another. */
double points_distance(struct point from, struct point to, enum points_way way);
