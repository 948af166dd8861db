package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@linkplain org.alfheim.bind contract} that the function only writes, an array
 * of a primitive type or a {@link java.nio.ByteBuffer}: C sees zeros, not a copy. With {@link In}
 * it is as without both.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface Out {}
