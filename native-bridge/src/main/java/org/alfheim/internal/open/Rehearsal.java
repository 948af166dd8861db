package org.alfheim.internal.open;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.NamedObject;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;

/**
 * Plans an image that nobody opens, on a thread of its own, when the first one is opened: half of a
 * first open is the loading of classes, and the other half is the JDK's, which links the first call
 * of a foreign function meanwhile. Nothing of the process is touched.
 */
final class Rehearsal implements Runnable {
  private static final String NAME = "alfheim-rehearsal";

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Rehearsal() {}

  /**
   * Begins with the first open that may touch the process, and does not wait. Where there is no
   * second processor, or no thread to be had, the open loads all that it needs itself.
   */
  static void beginOnce() {
    if (BEGUN.get()) {
      return;
    }
    try {
      NativeAccess.check();
    } catch (ProcessException denied) {
      return; // The open says so.
    }
    if (!BEGUN.compareAndSet(false, true) || Runtime.getRuntime().availableProcessors() == 1) {
      return;
    }
    try {
      Thread.ofPlatform()
          .name(NAME)
          .daemon()
          .inheritInheritableThreadLocals(false)
          .start(new Rehearsal());
    } catch (OutOfMemoryError noThread) {
      return;
    }
  }

  @Override
  public void run() {
    try {
      planned();
    } catch (LinkageError gone) {
      /* A framework has stopped meanwhile, and its bundles give no classes any more. */
      return;
    }
  }

  /** The plan of an image that needs the C library, carried out as far as a carrier is written. */
  static Plan planned() {
    NamedObject object = new NamedObject(Optional.of(NAME), List.of("libc.so.6"));
    MemorySegment image = MemorySegment.ofArray(new byte[(int) object.size()]);
    object.writeTo(image);
    SharedObject parsed = SharedObject.parse(NAME, image.asReadOnly());
    Plan plan = new Planner(Map.of()).plan(parsed, Identity.memory(NAME));
    Carrier carrier = plan.carrier();
    carrier.writeTo(MemorySegment.ofArray(new byte[(int) carrier.size()]), Carrier.Tasks.NONE);
    return plan;
  }
}
