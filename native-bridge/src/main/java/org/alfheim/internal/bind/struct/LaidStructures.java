package org.alfheim.internal.bind.struct;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The structures of an image that somebody has at the moment: a view's class costs much more than a
 * view, so it is not made anew for each. Safe for use by any number of threads.
 */
public final class LaidStructures {
  private final Supplier<Structures> structures;

  /** A view outlives plugins, and a plugin the views of other bundles; neither keeps the other. */
  private final ClassValue<AtomicReference<WeakReference<Object>>> known =
      new ClassValue<>() {
        @Override
        protected AtomicReference<WeakReference<Object>> computeValue(Class<?> java) {
          return new AtomicReference<>(new WeakReference<>(null));
        }
      };

  /**
   * The structures of an image.
   *
   * @param structures gives the structures of the image, of which nothing is made yet
   */
  public LaidStructures(Supplier<Structures> structures) {
    this.structures = structures;
  }

  /**
   * A view or a record over the structure of its name.
   *
   * @throws org.alfheim.bind.BindingException if the class is neither, or does not fit
   */
  @SuppressWarnings("unchecked") // What is kept for a class is of that class.
  public <S> LaidStructure<S> of(Class<S> java) {
    AtomicReference<WeakReference<Object>> kept = known.get(java);
    LaidStructure<S> laid = (LaidStructure<S>) kept.get().get();
    if (laid == null) {
      laid = LaidStructure.of(java, structures.get());
      kept.set(new WeakReference<>(laid));
    }
    return laid;
  }
}
