package org.alfheim.jni.internal;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Speaks for a class loader. The JVM binds the native methods of the class loader that a load comes
 * from, so it has to come from a class there: one that is made for it, and gives its lookup.
 */
public final class Speaker {
  private static final String NAME = "AlfheimNatives";
  private static final String METHOD = "lookup";

  private Speaker() {}

  /**
   * A lookup of the class loader of a class.
   *
   * @param neighbour a class there
   */
  public static MethodHandles.Lookup beside(Class<?> neighbour) throws Throwable {
    return of(MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()));
  }

  /** The class is made once for each package of a class loader. */
  private static MethodHandles.Lookup of(MethodHandles.Lookup neighbour) throws Throwable {
    String inPackage = neighbour.lookupClass().getPackageName();
    String name = inPackage.isEmpty() ? NAME : inPackage + '.' + NAME;
    Class<?> speaker;
    try {
      speaker = neighbour.defineClass(written(ClassDesc.of(name)));
    } catch (LinkageError there) {
      speaker = neighbour.findClass(name);
    }
    return (MethodHandles.Lookup)
        neighbour
            .findStatic(speaker, METHOD, MethodType.methodType(MethodHandles.Lookup.class))
            .invokeExact();
  }

  /** {@code static MethodHandles.Lookup lookup() { return MethodHandles.lookup(); }}. */
  private static byte[] written(ClassDesc name) {
    MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
    return ClassFile.of()
        .build(
            name,
            written ->
                written.withMethodBody(
                    METHOD,
                    type,
                    ClassFile.ACC_STATIC,
                    code ->
                        code.invokestatic(ConstantDescs.CD_MethodHandles, METHOD, type).areturn()));
  }
}
