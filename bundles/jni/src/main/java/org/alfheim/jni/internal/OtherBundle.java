package org.alfheim.jni.internal;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Speaks for a bundle whose image another one loads. The JVM binds the native methods of the class
 * loader that a load comes from, so it has to come from a class there: one that is made for it, and
 * gives its lookup.
 */
public final class OtherBundle {
  private static final String CLASS = ".class";
  private static final String METHOD = "lookup";

  private OtherBundle() {}

  /**
   * A lookup of a class of the bundle that has an image.
   *
   * @param caller who loads it, for messages
   * @throws UnsatisfiedLinkError if there is no such bundle, or no class in it
   */
  public static MethodHandles.Lookup lookup(ServedImage image, MethodHandles.Lookup caller) {
    String name = image.bundle().orElseThrow();
    BundleWiring wiring =
        ServedBundles.ofFramework()
            .named(name)
            .orElseThrow(() -> refused(image, caller, "the bundle " + name + " is not resolved"));
    String resource =
        wiring
            .listResources(
                "/",
                "*" + CLASS,
                BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)
            .stream()
            .filter(path -> path.contains("/") && !path.startsWith("META-INF/"))
            .min(String::compareTo)
            .orElseThrow(() -> refused(image, caller, "the bundle " + name + " has no classes"));
    try {
      String type = resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
      Class<?> neighbour = Class.forName(type, false, wiring.getClassLoader());
      return speaker(MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()));
    } catch (Throwable e) {
      throw (UnsatisfiedLinkError) refused(image, caller, e.toString()).initCause(e);
    }
  }

  /** The class is made once for each class loader. */
  private static MethodHandles.Lookup speaker(MethodHandles.Lookup neighbour) throws Throwable {
    ClassDesc name = ClassDesc.of(neighbour.lookupClass().getPackageName(), "AlfheimNatives");
    Class<?> speaker;
    synchronized (OtherBundle.class) {
      try {
        speaker = neighbour.findClass(name.packageName() + '.' + name.displayName());
      } catch (ClassNotFoundException none) {
        speaker = neighbour.defineClass(speaker(name));
      }
    }
    return (MethodHandles.Lookup)
        neighbour
            .findStatic(speaker, METHOD, MethodType.methodType(MethodHandles.Lookup.class))
            .invokeExact();
  }

  /** {@code static MethodHandles.Lookup lookup() { return MethodHandles.lookup(); }}. */
  private static byte[] speaker(ClassDesc name) {
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

  private static UnsatisfiedLinkError refused(
      ServedImage image, MethodHandles.Lookup caller, String why) {
    return new UnsatisfiedLinkError(
        caller.lookupClass().getName() + " loads " + image.resource() + ": " + why);
  }
}
