package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OpaquePointer;

/**
 * Writes the class of an interface of handles when the first is made: a hidden class in the
 * interface's own package that has a pointer, and is equal to others by it.
 */
public final class HandleClass implements Function<OpaquePointer, Handle> {
  private static final ClassDesc HANDLE = ClassDesc.of(Handle.class.getName());
  private static final ClassDesc POINTER = ClassDesc.of(OpaquePointer.class.getName());
  private static final String FIELD = "pointer";

  private final Class<? extends Handle> type;
  private final MethodHandles.Lookup home;
  private volatile MethodHandle constructor;

  /**
   * The class is not written yet.
   *
   * @throws BindingException if the interface can't be implemented
   */
  public HandleClass(Class<? extends Handle> type) {
    this.type = type;
    this.home = ContractHome.of(type);
  }

  @Override
  public Handle apply(OpaquePointer pointer) {
    try {
      return (Handle) constructor().invokeExact(pointer);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor that does nothing failed", e);
    }
  }

  private MethodHandle constructor() {
    MethodHandle written = constructor;
    if (written == null) {
      synchronized (this) {
        written = constructor;
        if (written == null) {
          written = define();
          constructor = written;
        }
      }
    }
    return written;
  }

  private MethodHandle define() {
    try {
      MethodHandles.Lookup defined =
          home.defineHiddenClass(write(home.lookupClass().getPackageName()), true);
      return defined
          .findConstructor(
              defined.lookupClass(), MethodType.methodType(void.class, OpaquePointer.class))
          .asType(MethodType.methodType(Handle.class, OpaquePointer.class));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new BindingException(
          type.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }

  private byte[] write(String hostPackage) {
    String name = type.getName();
    ClassDesc own = ClassDesc.of(hostPackage, name.substring(name.lastIndexOf('.') + 1) + "Handle");
    return ClassFile.of()
        .build(
            own,
            written -> {
              written.withFlags(
                  ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              written.withInterfaceSymbols(type.describeConstable().orElseThrow());
              written.withField(FIELD, POINTER, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
              FieldConstructor.write(written, own, FIELD, POINTER);
              pointer(written, own);
              equality(written, own);
              of(written, own, "hashCode", CD_int);
              of(written, own, "toString", CD_String);
            });
  }

  private static void pointer(ClassBuilder type, ClassDesc own) {
    type.withMethodBody(
        "pointer",
        MethodTypeDesc.of(POINTER),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> code.aload(0).getfield(own, FIELD, POINTER).areturn());
  }

  /** {@code other instanceof Handle && pointer.equals(((Handle) other).pointer())}. */
  private static void equality(ClassBuilder type, ClassDesc own) {
    type.withMethodBody(
        "equals",
        MethodTypeDesc.of(CD_boolean, CD_Object),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> {
          Label no = code.newLabel();
          code.aload(1)
              .instanceOf(HANDLE)
              .ifeq(no)
              .aload(0)
              .getfield(own, FIELD, POINTER)
              .aload(1)
              .checkcast(HANDLE)
              .invokeinterface(HANDLE, "pointer", MethodTypeDesc.of(POINTER))
              .invokevirtual(CD_Object, "equals", MethodTypeDesc.of(CD_boolean, CD_Object))
              .ireturn()
              .labelBinding(no)
              .iconst_0()
              .ireturn();
        });
  }

  /** A method of every object, as the pointer has it. */
  private static void of(ClassBuilder type, ClassDesc own, String name, ClassDesc result) {
    type.withMethodBody(
        name,
        MethodTypeDesc.of(result),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> {
          code.aload(0)
              .getfield(own, FIELD, POINTER)
              .invokevirtual(CD_Object, name, MethodTypeDesc.of(result));
          if (result.isPrimitive()) {
            code.ireturn();
          } else {
            code.areturn();
          }
        });
  }
}
