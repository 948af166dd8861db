package com.example.app;

import com.example.greeter.Greeter;
import com.example.points.Point;
import com.example.points.Points;
import com.example.points.PointsWay;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gets a greeter and points as it would any other services, and prints what they say. bnd's
 * launcher runs it in the main thread; when it returns, the program ends.
 */
@Component(property = "main.thread=true")
public final class Program implements Runnable {
  private final Greeter greeter;
  private final Points points;

  @Activate
  public Program(@Reference Greeter greeter, @Reference Points points) {
    this.greeter = greeter;
    this.points = points;
  }

  @Override
  public void run() {
    System.out.println(greeter.greeting("World"));
    double way = points.pointsDistance(new Point(0, 0), new Point(3, 4), PointsWay.STREETS);
    System.out.println("It is " + way + " around the corner.");
  }
}
