package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** What an encoded name may repeat by a reference (5.1.10), and the abbreviations of std. */
final class Substitutions {
  private static final int RADIX = 36;

  private final Cursor in;
  private final List<Node> known = new ArrayList<>();
  private String lastName;

  Substitutions(Cursor in) {
    this.in = in;
  }

  void add(Node node) {
    known.add(node);
  }

  int size() {
    return known.size();
  }

  void truncate(int size) {
    known.subList(size, known.size()).clear();
  }

  /** The name that a constructor of the last reference repeats; null if it changes none. */
  String lastName() {
    return lastName;
  }

  /**
   * What a reference stands for.
   *
   * @param prefix whether it is the beginning of a nested name: the class of a constructor is
   *     written in full
   */
  Node reference(boolean prefix) throws UndecodableException {
    in.expect('S');
    lastName = null;
    char c = in.next();
    if (c == '_' || Cursor.isDigit(c) || Cursor.isUpper(c)) {
      return known(c);
    }
    boolean full = prefix && (in.peek() == 'C' || in.peek() == 'D');
    return switch (c) {
      case 't' -> new NameNode.Standard("std");
      case 'a' -> standard("allocator", "std::allocator");
      case 'b' -> standard("basic_string", "std::basic_string");
      case 's' ->
          standard(
              "basic_string",
              full
                  ? "std::basic_string<char, std::char_traits<char>, std::allocator<char> >"
                  : "std::string");
      case 'i' -> stream("istream", full);
      case 'o' -> stream("ostream", full);
      case 'd' -> stream("iostream", full);
      default -> throw new UndecodableException();
    };
  }

  private Node standard(String constructor, String text) {
    lastName = constructor;
    return new NameNode.Standard(text);
  }

  private Node stream(String name, boolean full) {
    return standard(
        "basic_" + name,
        full ? "std::basic_" + name + "<char, std::char_traits<char> >" : "std::" + name);
  }

  private Node known(char first) throws UndecodableException {
    int index = 0;
    char c = first;
    if (c != '_') {
      while (c != '_') {
        int digit = Cursor.isDigit(c) ? c - '0' : Cursor.isUpper(c) ? c - 'A' + 10 : -1;
        index = index * RADIX + digit;
        if (digit < 0 || index >= known.size()) {
          throw new UndecodableException();
        }
        c = in.next();
      }
      index++;
    }
    if (index >= known.size()) {
      throw new UndecodableException();
    }
    return known.get(index);
  }
}
