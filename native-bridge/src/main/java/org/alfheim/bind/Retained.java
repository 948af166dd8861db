package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A callback of a {@linkplain org.alfheim.bind contract} that the library keeps after the call,
 * such as a handler that it registers. The callback lives as long as the process; the same object
 * is the same function pointer each time. Without this annotation a callback may be called during
 * the call only. The same of a {@link FunctionTable}.
 *
 * <p>On what a method of a {@linkplain Struct view} writes, it says that the function or the table
 * lives as long as the process. Without it, that is as long as the view's memory: until its arena
 * is closed or, of an automatic arena, nobody has the memory. In memory that C owns it is for ever.
 * C that has copied the pointer, and calls it later, reaches nobody, and sees a result of 0, or
 * reaches what has got the same pointer since; never memory that has been freed. A function in
 * memory of an automatic arena must not lead to the view, or neither ever ends.
 *
 * <p>What the callback throws goes to its thread's uncaught exception handler, and C sees a result
 * of 0.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface Retained {}
