package org.alfheim.internal.bind;

import org.alfheim.internal.bind.marshal.ContractMethod;
import org.alfheim.internal.bind.marshal.Target;

/**
 * A method of a contract, and its symbol.
 *
 * @param declared the method
 * @param target the symbol
 */
record FoundMethod(ContractMethod declared, Target target) {}
