#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

CLSS public java.lang.IllegalArgumentException
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.RuntimeException

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

CLSS public final org.alfheim.bind.declaration.Declaration
cons public init(java.lang.String,org.alfheim.types.ObjectType)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public org.alfheim.types.ObjectType type()
meth public static java.lang.String nameIn(java.lang.String)
meth public static org.alfheim.bind.declaration.Declaration parse(java.lang.String)
meth public static org.alfheim.bind.declaration.Declaration parseNamed(java.lang.String)
supr java.lang.Record
hfds name,type

CLSS public final org.alfheim.bind.declaration.DeclarationException
meth public int column()
meth public java.lang.String declaration()
supr java.lang.IllegalArgumentException
hfds column,declaration

CLSS public final org.alfheim.bind.declaration.Literals
meth public static boolean pattern(java.lang.String)
meth public static java.lang.String quoted(byte)
meth public static java.lang.String string(byte[])
meth public static java.util.Optional<java.math.BigInteger> integer(java.lang.String)
meth public static java.util.OptionalDouble floating(java.lang.String)
meth public static java.util.OptionalDouble number(java.lang.String)
meth public static java.util.OptionalInt character(java.lang.String)
supr java.lang.Object
hfds ESCAPED,ESCAPES,INTEGER,NUMBER

CLSS public final org.alfheim.bind.declaration.Prototype
cons public init(java.lang.String,org.alfheim.types.FunctionType)
fld public final static int MOST_PARAMETERS = 120
meth public boolean variadic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.FunctionDescriptor descriptor()
meth public java.util.List<org.alfheim.types.Parameter> parameters()
meth public org.alfheim.types.CType result()
meth public org.alfheim.types.FunctionType type()
meth public static java.lang.String nameIn(java.lang.String)
meth public static java.lang.foreign.ValueLayout argumentLayout(org.alfheim.types.ScalarType)
meth public static org.alfheim.bind.declaration.Prototype parse(java.lang.String)
supr java.lang.Record
hfds name,type

CLSS public final org.alfheim.bind.declaration.QualifiedDeclaration
meth public static java.lang.String resolved(java.lang.String,java.util.function.Function<java.lang.String,java.util.Optional<java.lang.String>>)
supr java.lang.Object
hfds NAME

CLSS abstract interface org.alfheim.bind.declaration.package-info
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

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

