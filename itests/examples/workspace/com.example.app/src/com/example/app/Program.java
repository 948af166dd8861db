package com.example.app;

import com.example.greeter.Greeter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gets a greeter as it would any other service, and prints a greeting. bnd's launcher runs it in
 * the main thread; when it returns, the program ends.
 */
@Component(property = "main.thread=true")
public final class Program implements Runnable {
  private final Greeter greeter;

  @Activate
  public Program(@Reference Greeter greeter) {
    this.greeter = greeter;
  }

  @Override
  public void run() {
    System.out.println(greeter.greeting("World"));
  }
}
