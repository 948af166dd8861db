package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The symbols that an interface needs, read from its class file; nothing is loaded. It is what
 * {@link org.alfheim.plugin.Plugin#bind} looks for when the bundle starts.
 */
final class ContractSymbols {
  private static final ClassDesc NAME = ClassDesc.of("org.alfheim.bind.Name");
  private static final ClassDesc PROVIDER_TYPE =
      ClassDesc.of("org.osgi.annotation.versioning.ProviderType");
  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;");

  private final Analyzer analyzer;
  private final ClassModel contract;

  private ContractSymbols(Analyzer analyzer, ClassModel contract) {
    this.analyzer = analyzer;
    this.contract = contract;
  }

  /**
   * Reads an interface from the bundle or the build path.
   *
   * @param name the interface's full name; of a nested one with {@code $}
   * @throws RefusedBundleException if it is not there, or no interface
   */
  static ContractSymbols of(Analyzer analyzer, String name) throws IOException {
    String path = name.replace('.', '/');
    ClassModel contract =
        read(analyzer, path)
            .orElseThrow(() ->
                new RefusedBundleException(
                    "services="
                        + name
                        + ": neither the bundle nor the build path holds this interface; add it, or the "
                        + "bundle that exports it"));
    if (!contract.flags().has(AccessFlag.INTERFACE)) {
      throw new RefusedBundleException("services=" + name + ": not an interface");
    }
    return new ContractSymbols(analyzer, contract);
  }

  private static Optional<ClassModel> read(Analyzer analyzer, String path) throws IOException {
    String file = path + ".class";
    Resource inBundle = analyzer.getJar().getResource(file);
    Resource resource = inBundle != null ? inBundle : analyzer.findResource(file);
    try (InputStream content =
        resource != null
            ? resource.openInputStream()
            : ClassLoader.getPlatformClassLoader().getResourceAsStream(file)) {
      return content == null
          ? Optional.empty()
          : Optional.of(ClassFile.of().parse(content.readAllBytes()));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /**
   * Whether only a provider implements it (bnd's and OSGi's {@code ProviderType}), so that its
   * package is imported in a narrow range.
   */
  boolean ofProviders() {
    return contract.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .anyMatch(annotation -> annotation.classSymbol().equals(PROVIDER_TYPE));
  }

  /**
   * The symbols, in alphabetical order.
   *
   * @throws RefusedBundleException if an interface that it extends is not there
   */
  Set<String> names() throws IOException {
    // The nearest declaration of a method counts: a default method hides an inherited abstract one.
    Map<String, MethodModel> nearest = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Deque<ClassModel> queue = new ArrayDeque<>();
    queue.add(contract);
    while (!queue.isEmpty()) {
      ClassModel type = queue.remove();
      for (MethodModel method : type.methods()) {
        if (!method.flags().has(AccessFlag.STATIC) && !method.flags().has(AccessFlag.PRIVATE)) {
          nearest.putIfAbsent(key(method), method);
        }
      }
      for (var parent : type.interfaces()) {
        if (seen.add(parent.asInternalName())) {
          queue.add(parent(parent.asInternalName()));
        }
      }
    }
    Set<String> names = new TreeSet<>();
    nearest.forEach((key, method) -> {
      if (method.flags().has(AccessFlag.ABSTRACT) && !OF_EVERY_OBJECT.contains(key)) {
        names.add(symbol(method));
      }
    });
    return names;
  }

  private ClassModel parent(String path) throws IOException {
    return read(analyzer, path)
        .orElseThrow(() ->
            new RefusedBundleException(
                contract.thisClass().asInternalName().replace('/', '.')
                    + " extends "
                    + path.replace('/', '.')
                    + ", which neither the bundle nor the build path holds; add the bundle that exports it"));
  }

  private static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static String symbol(MethodModel method) {
    return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .filter(annotation -> annotation.classSymbol().equals(NAME))
        .flatMap(annotation -> annotation.elements().stream())
        .map(element -> ((AnnotationValue.OfString) element.value()).stringValue())
        .findFirst()
        .orElseGet(() -> method.methodName().stringValue());
  }
}
