package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Handle} of a {@linkplain org.alfheim.bind contract} that may be null, which is NULL in
 * C: a parameter, the result where it stands on the method, or a member of a {@linkplain Struct
 * structure}. Without it a null argument is an {@link ArgumentException}, and a NULL that C returns
 * is a {@link NullHandleException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Nullable {}
