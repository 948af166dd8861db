#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

CLSS public abstract interface java.lang.AutoCloseable
meth public abstract void close() throws java.lang.Exception

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

CLSS public abstract interface org.alfheim.go.GoChannel<%0 extends java.lang.Object>
 anno 0 org.osgi.annotation.versioning.ProviderType()
intf org.alfheim.go.GoObject
meth public abstract boolean send({org.alfheim.go.GoChannel%0},java.time.Duration) throws java.lang.InterruptedException
meth public abstract java.util.Optional<{org.alfheim.go.GoChannel%0}> receive() throws java.lang.InterruptedException
meth public abstract java.util.Optional<{org.alfheim.go.GoChannel%0}> receive(java.time.Duration) throws java.lang.InterruptedException,java.util.concurrent.TimeoutException
meth public abstract void closeChannel()
meth public abstract void send({org.alfheim.go.GoChannel%0}) throws java.lang.InterruptedException

CLSS public final org.alfheim.go.GoComplex
cons public init(double,double)
meth public double imaginary()
meth public double real()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record
hfds imaginary,real

CLSS public final org.alfheim.go.GoContext
intf java.lang.AutoCloseable
meth public boolean isCancelled()
meth public java.util.Optional<java.time.Duration> remaining()
meth public static org.alfheim.go.GoContext cancellable()
meth public static org.alfheim.go.GoContext withTimeout(java.time.Duration)
meth public void cancel()
meth public void close()
meth public void onCancel(java.lang.Runnable)
supr java.lang.Object
hfds actions,cancelled,deadline,timed

CLSS public final org.alfheim.go.GoError
cons public init(java.lang.String,java.lang.String,java.util.Optional<org.alfheim.go.GoReference>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String text()
meth public java.lang.String toString()
meth public java.lang.String type()
meth public java.util.Optional<org.alfheim.go.GoReference> reference()
meth public static org.alfheim.go.GoError of(java.lang.String)
supr java.lang.Record
hfds reference,text,type

CLSS public final org.alfheim.go.GoErrorException
cons public init(org.alfheim.go.GoError)
cons public init(org.alfheim.go.GoError,java.lang.Throwable)
meth public java.lang.String goType()
meth public org.alfheim.go.GoError error()
supr java.lang.RuntimeException
hfds error,serialVersionUID

CLSS public abstract interface org.alfheim.go.GoObject
 anno 0 org.osgi.annotation.versioning.ConsumerType()
intf java.lang.AutoCloseable
meth public abstract org.alfheim.go.GoReference reference()
meth public void close()

CLSS public final org.alfheim.go.GoPanicException
cons public init(java.lang.String,java.lang.String,java.lang.String,java.lang.String)
meth public java.lang.String function()
meth public java.lang.String goStack()
meth public java.lang.String goType()
meth public java.lang.String text()
supr java.lang.RuntimeException
hfds function,goStack,goType,serialVersionUID,text

CLSS public abstract interface org.alfheim.go.GoReference
 anno 0 org.osgi.annotation.versioning.ProviderType()
intf java.lang.AutoCloseable
meth public abstract <%0 extends java.lang.Object> {%%0} get(java.lang.Class<{%%0}>)
meth public abstract boolean isClosed()
meth public abstract java.lang.String type()
meth public abstract void close()
meth public abstract void set(java.lang.Object)

CLSS abstract interface org.alfheim.go.package-info
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

