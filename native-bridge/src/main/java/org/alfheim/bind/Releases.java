package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} that ends the life of what a {@link Handle}
 * points to: {@code @Releases int close(Db db)}. It stands on the method where that has one handle,
 * else on the parameter.
 *
 * <p>The handle is released when the call of C begins, whatever C returns. What C refuses to
 * release, such as {@code sqlite3_close} with statements that are open, can't be tried again;
 * prefer functions that always release, such as {@code sqlite3_close_v2}.
 *
 * <p>{@link Handle#close()} calls the method, if it needs no other parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Releases {
  /**
   * Whether {@link Handle#close()} calls it. A contract in which several methods that release one
   * type say so is refused when it is bound, by a {@link BindingException}.
   */
  boolean byClose() default true;
}
