package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The first parameter of a {@linkplain org.alfheim.bind contract} that stands for the {@code ...}
 * of a C prototype; those after it do, too. Such a parameter is an {@code int}, a {@code long}, a
 * {@code double} or a pointer, as the default argument promotions make it (C17 6.5.2.2p6).
 *
 * <p>{@code @Variadic Object... more} stands for any number of arguments, which are promoted so:
 * each is a boxed number, a {@link Boolean}, a {@link Character}, a {@link String}, a {@code
 * MemorySegment}, a {@link Handle}, or null for NULL. Each sequence of types is linked when it is
 * called first.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface Variadic {}
