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

CLSS public abstract interface org.alfheim.plugins.zlib.Zlib
 anno 0 org.osgi.annotation.versioning.ProviderType()
fld public final static int BUFFER_TOO_SMALL = -5
fld public final static int DEFAULT_LEVEL = -1
meth public abstract int compress(byte[],int,int,byte[],int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_compress")
 anno 1 org.alfheim.bind.In()
 anno 2 org.alfheim.bind.LengthOf(java.lang.String[] value=["data"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
 anno 4 org.alfheim.bind.Out()
 anno 5 org.alfheim.bind.LengthOf(java.lang.String[] value=["compressed"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
meth public abstract int uncompress(byte[],int,byte[],int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_uncompress")
 anno 1 org.alfheim.bind.In()
 anno 2 org.alfheim.bind.LengthOf(java.lang.String[] value=["data"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
 anno 3 org.alfheim.bind.Out()
 anno 4 org.alfheim.bind.LengthOf(java.lang.String[] value=["uncompressed"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
meth public abstract java.lang.String error(int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_error")
meth public abstract java.lang.String version()
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_version")
meth public abstract long adler32(byte[],int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_adler32")
 anno 0 org.alfheim.bind.Unsigned(int value=32)
 anno 1 org.alfheim.bind.In()
 anno 2 org.alfheim.bind.LengthOf(java.lang.String[] value=["data"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
meth public abstract long bound(int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_bound")
meth public abstract long crc32(byte[],int)
 anno 0 org.alfheim.bind.Name(java.lang.String value="zlib_crc32")
 anno 0 org.alfheim.bind.Unsigned(int value=32)
 anno 1 org.alfheim.bind.In()
 anno 2 org.alfheim.bind.LengthOf(java.lang.String[] value=["data"], org.alfheim.bind.LengthOf$Unit unit=ELEMENTS)
meth public byte[] compress(byte[])
meth public byte[] compress(byte[],int)
meth public byte[] uncompress(byte[],int)
meth public long adler32(byte[])
meth public long crc32(byte[])

CLSS public final org.alfheim.plugins.zlib.ZlibException
cons public init(java.lang.String)
supr java.lang.RuntimeException

CLSS abstract interface org.alfheim.plugins.zlib.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.0.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

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

