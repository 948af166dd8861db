package org.alfheim;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** The house's own rules: data flows one way, and what is unsafe has one room. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.alfheim");

  @Test
  void packagesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("elf")
        .definedBy("org.alfheim.elf")
        .layer("link")
        .definedBy("org.alfheim.link")
        .layer("search")
        .definedBy("org.alfheim.search")
        .layer("process")
        .definedBy("org.alfheim.process")
        .layer("bind")
        .definedBy("org.alfheim.bind")
        .layer("plugin")
        .definedBy("org.alfheim.plugin")
        .whereLayer("plugin")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("bind")
        .mayOnlyBeAccessedByLayers("plugin")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("bind", "plugin")
        .whereLayer("search")
        .mayOnlyBeAccessedByLayers("plugin")
        .whereLayer("link")
        .mayOnlyBeAccessedByLayers("search", "process", "plugin")
        .whereLayer("elf")
        .mayOnlyBeAccessedByLayers("link", "search", "process", "bind", "plugin")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.alfheim.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyProcessTouchesTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alfheim.process")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Linker.class)
        .orShould()
        .callMethod(SymbolLookup.class, "loaderLookup")
        .orShould()
        .callMethod(SymbolLookup.class, "libraryLookup", String.class, Arena.class)
        .orShould()
        .callMethod(SymbolLookup.class, "libraryLookup", Path.class, Arena.class)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alfheim.process")
        .should()
        .callMethod(MemorySegment.class, "reinterpret", long.class)
        .orShould()
        .callMethod(MemorySegment.class, "reinterpret", Arena.class, Consumer.class)
        .orShould()
        .callMethod(MemorySegment.class, "reinterpret", long.class, Arena.class, Consumer.class)
        .check(CLASSES);
  }

  /** Without it the first new method of an interface is a new major version for everybody. */
  @Test
  void publicInterfacesSayWhoImplementsThem() {
    classes()
        .that()
        .resideInAnyPackage("org.alfheim.plugin", "org.alfheim.bind")
        .and()
        .areInterfaces()
        .and()
        .arePublic()
        .and()
        .areNotAnnotations()
        .and(areNotSealed())
        .should()
        .beAnnotatedWith(ProviderType.class)
        .orShould()
        .beAnnotatedWith(ConsumerType.class)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areNotSealed() {
    return DescribedPredicate.describe("are not sealed", type -> !type.reflect().isSealed());
  }

  @Test
  void theLoaderKnowsNothingOfOsgi() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi.framework..", "org.osgi.service..")
        .check(CLASSES);
  }

  /**
   * A thread, and a class of somebody else's, outlives a loader that a framework refreshes: what is
   * kept for it would keep the loader's classes.
   */
  @Test
  void whatThreadsAndClassesKeepIsOfTheJdk() {
    fields()
        .that()
        .haveRawType(assignableTo(ThreadLocal.class).or(assignableTo(ClassValue.class)))
        .should(holdTypesOfTheJdkOnly())
        .check(CLASSES);
  }

  private static ArchCondition<JavaField> holdTypesOfTheJdkOnly() {
    return new ArchCondition<>("hold types of the JDK only") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean jdk =
            field.getType() instanceof JavaParameterizedType
                && field.getType().getAllInvolvedRawTypes().stream()
                    .allMatch(type -> type.getBaseComponentType().isPrimitive() || ofTheJdk(type));
        events.add(new SimpleConditionEvent(field, jdk, field.getDescription()));
      }
    };
  }

  private static boolean ofTheJdk(JavaClass type) {
    return type.getPackageName().startsWith("java.");
  }

  @Test
  void namesSayWhatAThingIs() {
    classes().should().haveNameNotMatching(".*(Utils?|Manager|Helper)$").check(CLASSES);
  }
}
