package org.alfheim.jni.weaving;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.alfheim.jni.LoadCalls;
import org.alfheim.jni.internal.ServedBundle;

/**
 * The calls that become calls of {@link LoadCalls}.
 *
 * @param properties whether those that get system properties are among them
 * @param asFiles whether those are among them that look for resources, and for the JDK's own
 *     methods
 * @param hooks whether those that add shutdown hooks are
 */
record ReplacedCalls(boolean properties, boolean asFiles, boolean hooks) {
  private static final ClassDesc CALLS = LoadCalls.class.describeConstable().orElseThrow();
  private static final ClassDesc STRING = ConstantDescs.CD_String;
  private static final MethodTypeDesc LOAD =
      MethodTypeDesc.of(ConstantDescs.CD_void, STRING, ConstantDescs.CD_MethodHandles_Lookup);
  private static final MethodTypeDesc LOOKUP =
      MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
  private static final String SYSTEM = "java/lang/System";
  private static final String RUNTIME = "java/lang/Runtime";
  private static final String TYPE = "java/lang/Class";
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String URL = "java/net/URL";
  private static final Set<String> OWNERS = Set.of(SYSTEM, RUNTIME, TYPE, LOADER, URL);
  private static final Set<String> LOADING = Set.of("load", "loadLibrary");
  private static final String ADD_HOOK = "addShutdownHook";

  /** Those of a bundle. */
  static ReplacedCalls of(ServedBundle bundle) {
    return new ReplacedCalls(
        bundle.hasProperties(), bundle.asFiles(), bundle.leaves().contains(ServedBundle.HOOKS));
  }

  /** Whether methods of a class may be among them. */
  static boolean isOwner(String owner) {
    return OWNERS.contains(owner);
  }

  /** Whether a class is {@link System}: methods of the same types stand for its methods. */
  static boolean isSystem(String owner) {
    return owner.equals(SYSTEM);
  }

  boolean contains(String owner, String name) {
    return switch (owner) {
      case SYSTEM -> LOADING.contains(name) || (properties && name.equals("getProperty"));
      case RUNTIME -> LOADING.contains(name) || (hooks && name.equals(ADD_HOOK));
      case TYPE -> asFiles && (name.equals("getResource") || name.equals("getDeclaredMethod"));
      case LOADER -> asFiles && name.equals("getResources");
      case URL -> asFiles && name.equals("toURI");
      default -> false;
    };
  }

  /** Writes an element of a method, or the call in its stead. */
  void replace(ClassDesc self, CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeInstruction call)
        || !contains(call.owner().asInternalName(), call.name().stringValue())) {
      code.with(element);
      return;
    }
    String name = call.name().stringValue();
    MethodTypeDesc type = call.typeSymbol();
    if (LOADING.contains(name)) {
      load(code, call);
    } else if (name.equals("getProperty")) {
      code.ldc(self).invokestatic(CALLS, "property", withCaller(type));
    } else {
      MethodTypeDesc onOwner = type.insertParameterTypes(0, call.owner().asSymbol());
      if (name.equals(ADD_HOOK)) {
        code.ldc(self).invokestatic(CALLS, name, withCaller(onOwner));
      } else {
        code.invokestatic(CALLS, name, onOwner);
      }
    }
  }

  private static MethodTypeDesc withCaller(MethodTypeDesc type) {
    return type.insertParameterTypes(type.parameterCount(), ConstantDescs.CD_Class);
  }

  private static void load(CodeBuilder code, InvokeInstruction call) {
    code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", LOOKUP)
        .invokestatic(CALLS, call.name().stringValue(), LOAD);
    if (call.owner().asInternalName().equals(RUNTIME)) {
      code.pop();
    }
  }
}
