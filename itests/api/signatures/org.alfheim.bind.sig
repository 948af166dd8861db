#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

CLSS public abstract interface java.lang.AutoCloseable
meth public abstract void close() throws java.lang.Exception

CLSS public abstract interface java.lang.Comparable<%0 extends java.lang.Object>
meth public abstract int compareTo({java.lang.Comparable%0})

CLSS public abstract java.lang.Enum<%0 extends java.lang.Enum<{java.lang.Enum%0}>>
cons protected init(java.lang.String,int)
innr public final static EnumDesc
intf java.io.Serializable
intf java.lang.Comparable<{java.lang.Enum%0}>
intf java.lang.constant.Constable
meth protected final java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected final void finalize()
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="18")
meth public final boolean equals(java.lang.Object)
meth public final int compareTo({java.lang.Enum%0})
meth public final int hashCode()
meth public final int ordinal()
meth public final java.lang.Class<{java.lang.Enum%0}> getDeclaringClass()
meth public final java.lang.String name()
meth public final java.util.Optional<java.lang.Enum$EnumDesc<{java.lang.Enum%0}>> describeConstable()
meth public java.lang.String toString()
meth public static <%0 extends java.lang.Enum<{%%0}>> {%%0} valueOf(java.lang.Class<{%%0}>,java.lang.String)
supr java.lang.Object

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

CLSS public java.lang.Object
cons public init()
meth protected java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected void finalize() throws java.lang.Throwable
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="9")
meth public boolean equals(java.lang.Object)
meth public final java.lang.Class<?> getClass()
meth public final void notify()
meth public final void notifyAll()
meth public final void wait() throws java.lang.InterruptedException
meth public final void wait(long) throws java.lang.InterruptedException
meth public final void wait(long,int) throws java.lang.InterruptedException
meth public int hashCode()
meth public java.lang.String toString()

CLSS public abstract java.lang.Record
cons protected init()
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.String toString()
supr java.lang.Object

CLSS public java.lang.RuntimeException
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Exception

CLSS public java.lang.Throwable
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
intf java.io.Serializable
meth public final java.lang.Throwable[] getSuppressed()
meth public final void addSuppressed(java.lang.Throwable)
meth public java.lang.StackTraceElement[] getStackTrace()
meth public java.lang.String getLocalizedMessage()
meth public java.lang.String getMessage()
meth public java.lang.String toString()
meth public java.lang.Throwable fillInStackTrace()
meth public java.lang.Throwable getCause()
meth public java.lang.Throwable initCause(java.lang.Throwable)
meth public void printStackTrace()
meth public void printStackTrace(java.io.PrintStream)
meth public void printStackTrace(java.io.PrintWriter)
meth public void setStackTrace(java.lang.StackTraceElement[])
supr java.lang.Object

CLSS public abstract interface java.lang.annotation.Annotation
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.Class<? extends java.lang.annotation.Annotation> annotationType()
meth public abstract java.lang.String toString()

CLSS public abstract interface !annotation java.lang.annotation.Documented
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation java.lang.annotation.Retention
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.RetentionPolicy value()

CLSS public abstract interface !annotation java.lang.annotation.Target
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.ElementType[] value()

CLSS public abstract interface java.lang.constant.Constable
meth public abstract java.util.Optional<? extends java.lang.constant.ConstantDesc> describeConstable()

CLSS public final org.alfheim.bind.ArgumentException
cons public init(java.lang.String)
supr org.alfheim.bind.BindingException

CLSS public org.alfheim.bind.BindingException
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.String,java.util.List<java.lang.String>)
meth public java.util.List<java.lang.String> missing()
supr java.lang.RuntimeException
hfds missing

CLSS public abstract interface !annotation org.alfheim.bind.Bytes
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER])
intf java.lang.annotation.Annotation
meth public abstract long value()

CLSS public abstract interface org.alfheim.bind.CEnum
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract long value()

CLSS public final org.alfheim.bind.CallResult
cons public init(java.lang.Object,java.util.List<org.alfheim.bind.OutValue>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.Object value()
meth public java.util.List<org.alfheim.bind.OutValue> outs()
supr java.lang.Record
hfds outs,value

CLSS public abstract interface !annotation org.alfheim.bind.Check
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault int[] ok()
meth public abstract !hasdefault java.lang.String message()
meth public abstract !hasdefault org.alfheim.bind.Failure failure()

CLSS public abstract interface !annotation org.alfheim.bind.Critical
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.Errno
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault org.alfheim.bind.Failure value()

CLSS public final org.alfheim.bind.ErrnoException
cons public init(java.lang.String,int,java.lang.String,java.lang.String)
meth public int number()
meth public java.lang.String function()
meth public java.lang.String name()
meth public java.lang.String text()
supr java.lang.RuntimeException
hfds function,name,number,serialVersionUID,text

CLSS public final !enum org.alfheim.bind.Failure
fld public final static org.alfheim.bind.Failure NEGATIVE
fld public final static org.alfheim.bind.Failure NON_ZERO
fld public final static org.alfheim.bind.Failure NULL
fld public final static org.alfheim.bind.Failure ZERO
meth public static org.alfheim.bind.Failure valueOf(java.lang.String)
meth public static org.alfheim.bind.Failure[] values()
supr java.lang.Enum<org.alfheim.bind.Failure>

CLSS public abstract interface !annotation org.alfheim.bind.Free
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String value()

CLSS public abstract interface org.alfheim.bind.FunctionTable
 anno 0 org.osgi.annotation.versioning.ConsumerType()

CLSS public abstract interface !annotation org.alfheim.bind.Global
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public abstract interface org.alfheim.bind.Handle
 anno 0 org.osgi.annotation.versioning.ConsumerType()
intf java.lang.AutoCloseable
meth public abstract org.alfheim.bind.OpaquePointer pointer()
meth public boolean isReleased()
meth public java.lang.foreign.MemorySegment address()
meth public void close()

CLSS public abstract interface !annotation org.alfheim.bind.In
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.LengthOf
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
innr public final static !enum Unit
intf java.lang.annotation.Annotation
meth public abstract !hasdefault org.alfheim.bind.LengthOf$Unit unit()
meth public abstract java.lang.String[] value()

CLSS public final static !enum org.alfheim.bind.LengthOf$Unit
 outer org.alfheim.bind.LengthOf
fld public final static org.alfheim.bind.LengthOf$Unit BYTES
fld public final static org.alfheim.bind.LengthOf$Unit ELEMENTS
meth public static org.alfheim.bind.LengthOf$Unit valueOf(java.lang.String)
meth public static org.alfheim.bind.LengthOf$Unit[] values()
supr java.lang.Enum<org.alfheim.bind.LengthOf$Unit>

CLSS public abstract interface !annotation org.alfheim.bind.Name
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, FIELD, PARAMETER, RECORD_COMPONENT, TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

CLSS public abstract interface org.alfheim.bind.NativeFunction
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract java.lang.Object call(java.util.List<?>)
meth public abstract java.lang.String format(java.lang.Object)
meth public abstract org.alfheim.bind.CallResult callText(java.util.List<java.lang.String>,long)
meth public abstract org.alfheim.bind.declaration.Prototype prototype()
meth public boolean hasResult()
meth public org.alfheim.bind.CallResult callText(java.util.List<java.lang.String>)
meth public org.alfheim.types.DeclaredType type()

CLSS public final org.alfheim.bind.NullHandleException
cons public init(java.lang.String)
supr org.alfheim.bind.BindingException
hfds serialVersionUID

CLSS public abstract interface !annotation org.alfheim.bind.NullMember
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.Nullable
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER, RECORD_COMPONENT])
intf java.lang.annotation.Annotation

CLSS public abstract interface org.alfheim.bind.OpaquePointer
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract boolean isReleased()
meth public abstract java.lang.Class<? extends org.alfheim.bind.Handle> type()
meth public abstract java.lang.foreign.MemorySegment address()
meth public abstract void release(org.alfheim.bind.Handle)

CLSS public abstract interface !annotation org.alfheim.bind.Out
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.OutResult
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault boolean madeOnFailure()
meth public abstract !hasdefault int[] value()

CLSS public final org.alfheim.bind.OutValue
cons public init(int,java.lang.String,java.lang.Object,java.lang.String)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int position()
meth public java.lang.Object value()
meth public java.lang.String name()
meth public java.lang.String text()
meth public java.lang.String toString()
supr java.lang.Record
hfds name,position,text,value

CLSS public final org.alfheim.bind.ReadOnlyException
cons public init(java.lang.String)
supr org.alfheim.bind.BindingException

CLSS public abstract interface !annotation org.alfheim.bind.Releases
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault boolean byClose()

CLSS public abstract interface !annotation org.alfheim.bind.Retained
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public final org.alfheim.bind.StatusException
cons public init(java.lang.String,long,java.lang.String)
meth public java.lang.String function()
meth public java.lang.String text()
meth public long status()
supr java.lang.RuntimeException
hfds function,serialVersionUID,status,text

CLSS public abstract interface org.alfheim.bind.Struct
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.lang.foreign.MemorySegment memory()

CLSS public abstract interface org.alfheim.bind.Structure<%0 extends java.lang.Object>
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract org.alfheim.types.StructureType type()
meth public abstract void write(java.lang.foreign.MemorySegment,{org.alfheim.bind.Structure%0})
meth public abstract {org.alfheim.bind.Structure%0} allocate(java.lang.foreign.SegmentAllocator)
meth public abstract {org.alfheim.bind.Structure%0} at(java.lang.foreign.MemorySegment)

CLSS public final !enum org.alfheim.bind.SymbolKind
fld public final static org.alfheim.bind.SymbolKind FUNCTION
fld public final static org.alfheim.bind.SymbolKind TLS
fld public final static org.alfheim.bind.SymbolKind VARIABLE
meth public java.lang.String label()
meth public static org.alfheim.bind.SymbolKind valueOf(java.lang.String)
meth public static org.alfheim.bind.SymbolKind[] values()
supr java.lang.Enum<org.alfheim.bind.SymbolKind>

CLSS public abstract interface !annotation org.alfheim.bind.TypeCheck
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, METHOD])
innr public final static !enum Mode
intf java.lang.annotation.Annotation
meth public abstract org.alfheim.bind.TypeCheck$Mode value()

CLSS public final static !enum org.alfheim.bind.TypeCheck$Mode
 outer org.alfheim.bind.TypeCheck
fld public final static org.alfheim.bind.TypeCheck$Mode REQUIRED
fld public final static org.alfheim.bind.TypeCheck$Mode WAIVED
fld public final static org.alfheim.bind.TypeCheck$Mode WHERE_KNOWN
meth public static org.alfheim.bind.TypeCheck$Mode valueOf(java.lang.String)
meth public static org.alfheim.bind.TypeCheck$Mode[] values()
supr java.lang.Enum<org.alfheim.bind.TypeCheck$Mode>

CLSS public final org.alfheim.bind.TypeMismatchException
cons public init(java.lang.String,java.util.List<java.lang.String>)
meth public java.util.List<java.lang.String> contradictions()
supr org.alfheim.bind.BindingException
hfds contradictions,serialVersionUID

CLSS public abstract interface !annotation org.alfheim.bind.Unrecognized
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[FIELD])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.Unsigned
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER, RECORD_COMPONENT])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault int value()

CLSS public abstract interface org.alfheim.bind.Variable<%0 extends java.lang.Object>
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract java.lang.String getText(long)
meth public abstract org.alfheim.types.DeclaredType type()
meth public abstract void set({org.alfheim.bind.Variable%0})
meth public abstract void setText(java.lang.String)
meth public abstract {org.alfheim.bind.Variable%0} get()
meth public java.lang.String getText()

CLSS public abstract interface !annotation org.alfheim.bind.Variadic
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS abstract interface org.alfheim.bind.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="2.0.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ConsumerType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ProviderType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, PACKAGE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

