package org.alfheim.bind.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random declarations, right and wrong ones, read by gcc and by the parser: both must agree on
 * each.
 */
class ParserAgainstCompilerTest {
  private static final int DECLARATIONS = 200;
  private static final String HEADERS = "#include <stddef.h>\n#include <stdint.h>\nstruct s;\n";
  private static final Pattern ERROR = Pattern.compile("/d(\\d+)\\.c:[0-9:]+ error: (.*)");

  private final Random random = new Random(20_250_101);

  @Test
  void acceptsWhatTheCompilerAcceptsAndMeansTheSame(@TempDir Path folder) throws Exception {
    List<String> declarations = new ArrayList<>();
    for (int i = 0; i < DECLARATIONS; i++) {
      declarations.add(mutated(prototype()));
    }
    Map<Integer, String> refusedByCompiler = refused(folder, declarations);
    List<String> disagreements = new ArrayList<>();
    List<String> accepted = new ArrayList<>();
    StringBuilder meanings = new StringBuilder(HEADERS);
    for (int i = 0; i < declarations.size(); i++) {
      String text = declarations.get(i);
      String refusal = refusedByCompiler.get(i);
      try {
        Prototype prototype = Prototype.parse(text);
        if (refusal == null) {
          accepted.add(text);
          meanings.append("extern %s;%n".formatted(renamed(withoutVolatile(text), "a" + i)));
          meanings.append("extern %s;%n".formatted(new Prototype("b" + i, prototype.type())));
          meanings.append(
              "_Static_assert(__builtin_types_compatible_p(typeof(a%d), typeof(b%d)), \"meaning\");%n"
                  .formatted(i, i));
        } else if (!unknownName(refusal)) {
          disagreements.add(text + " is read as " + prototype + ", gcc: " + refusal);
        }
      } catch (DeclarationException e) {
        if (refusal == null && !legalButUseless(e)) {
          disagreements.add("gcc accepts: " + e.getMessage());
        }
      }
    }

    assertThat(disagreements).isEmpty();
    assertThat(accepted).hasSizeBetween(DECLARATIONS / 4, DECLARATIONS * 9 / 10);
    new Compiler(folder).c("meanings.so", meanings.toString(), "-w");
  }

  /**
   * C can declare what can't be called: a function that takes a structure nobody has defined, or a
   * mere variable.
   */
  private static boolean legalButUseless(DeclarationException refusal) {
    return refusal.getMessage().contains("by value")
        || refusal.getMessage().contains("declares no function");
  }

  /** A name that gcc does not know is the name of a type for the parser, which sees no headers. */
  private static boolean unknownName(String refusal) {
    return refusal.contains("unknown type name")
        || refusal.contains("type defaults to")
        || refusal.contains("parameter names (without types)");
  }

  /** Of the qualifiers, the parser keeps const alone. */
  private static String withoutVolatile(String text) {
    return text.replaceAll("\\b(volatile|restrict)\\b", " ");
  }

  private static String renamed(String text, String name) {
    return text.replaceAll("\\bf\\b", name);
  }

  /** A file for each declaration, so that a fault in one does not hide the next. */
  private static Map<Integer, String> refused(Path folder, List<String> declarations)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("gcc", "-std=c17", "-pedantic-errors", "-fsyntax-only"));
    for (int i = 0; i < declarations.size(); i++) {
      Path source = folder.resolve("d" + i + ".c");
      Files.writeString(source, HEADERS + "extern " + declarations.get(i) + ";");
      command.add(source.toString());
    }
    String output = Compiler.run(command, 1);
    Map<Integer, String> refused = new HashMap<>();
    Matcher errors = ERROR.matcher(output);
    while (errors.find()) {
      refused.merge(Integer.parseInt(errors.group(1)), errors.group(2), (a, b) -> a + "; " + b);
    }
    return refused;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String prototype() {
    String result = random.nextInt(6) == 0 ? "void" : base();
    String declarator = pointers() + " " + (random.nextInt(8) == 0 ? "(f)" : "f");
    return result + declarator + "(" + parameters(2) + ")";
  }

  private String base() {
    List<String> words = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> words.add(pick("size_t", "int8_t", "uint64_t", "intptr_t", "float", "_Bool"));
      case 1 -> words.addAll(List.of(pick("signed", "unsigned"), "char"));
      case 2 -> {
        words.add(pick("int", "char", "double", "long", "short"));
      }
      default -> {
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
          words.add(pick("int", "long", "unsigned", "signed", "short", "long", "unsigned"));
        }
      }
    }
    if (random.nextInt(4) == 0) {
      words.add(random.nextInt(words.size() + 1), pick("const", "volatile"));
    }
    return String.join(" ", words);
  }

  private String pointers() {
    StringBuilder pointers = new StringBuilder();
    while (random.nextInt(3) == 0) {
      pointers.append(pick(" *", "*", "* const", " *restrict", " * volatile "));
    }
    return pointers.toString();
  }

  private String parameters(int depth) {
    if (random.nextInt(6) == 0) {
      return pick("void", "");
    }
    List<String> parameters = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      parameters.add(parameter(depth));
    }
    if (random.nextInt(8) == 0) {
      parameters.add("...");
    }
    return String.join(", ", parameters);
  }

  private String parameter(int depth) {
    String name = pick("", "x" + random.nextInt(1000));
    String base = base();
    return switch (depth > 0 ? random.nextInt(6) : 0) {
      case 1 -> base + pointers() + " " + name + pick("[]", "[4]", "[0x10]", "[][3]", "[2][3]");
      case 2 -> base + pointers() + " (*" + name + ")(" + parameters(depth - 1) + ")";
      case 3 -> base + pointers() + " " + name + "(" + parameters(depth - 1) + ")";
      case 4 -> "struct s * " + name;
      default -> base + pointers() + " " + name;
    };
  }

  /** One in three declarations loses, doubles or swaps a token. */
  private String mutated(String text) {
    if (random.nextInt(3) != 0) {
      return text;
    }
    List<Token> tokens = new ArrayList<>(Lexer.tokens(text));
    tokens.removeLast();
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(3)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      default -> tokens.add(random.nextInt(tokens.size()), tokens.remove(at));
    }
    List<String> words = tokens.stream().map(Token::text).toList();
    return String.join(" ", words);
  }
}
