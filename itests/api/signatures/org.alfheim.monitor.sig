#Signature file v4.1
#Version 

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

CLSS public abstract interface !annotation java.lang.annotation.Repeatable
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.Class<? extends java.lang.annotation.Annotation> value()

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

CLSS public abstract interface !annotation javax.management.MXBean
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault boolean value()

CLSS public final org.alfheim.monitor.PluginFigures
cons public init(org.osgi.framework.BundleContext,org.alfheim.registry.PluginInventory) throws javax.management.JMException
fld public final static java.lang.String NAME = "org.alfheim:type=Plugins"
intf org.alfheim.monitor.PluginsMXBean
meth public int getActiveCount()
meth public int getFailureCount()
meth public int getImageCount()
meth public int getRetiredCount()
meth public java.util.List<java.lang.String> getFailures()
meth public java.util.List<org.alfheim.monitor.PluginsMXBean$ImageRow> getImages()
meth public long getHeldBytes()
meth public long getImageBytes()
meth public long getOpenNanoseconds()
meth public long getRelocationCount()
meth public long getRetiredBytes()
meth public long getStaticTlsBytes()
meth public long getSymbolCount()
supr java.lang.Object
hfds inventory,name,staticTls

CLSS public abstract interface org.alfheim.monitor.PluginsMXBean
 anno 0 javax.management.MXBean(boolean value=true)
innr public final static ImageRow
meth public abstract int getActiveCount()
meth public abstract int getFailureCount()
meth public abstract int getImageCount()
meth public abstract int getRetiredCount()
meth public abstract java.util.List<java.lang.String> getFailures()
meth public abstract java.util.List<org.alfheim.monitor.PluginsMXBean$ImageRow> getImages()
meth public abstract long getHeldBytes()
meth public abstract long getImageBytes()
meth public abstract long getOpenNanoseconds()
meth public abstract long getRelocationCount()
meth public abstract long getRetiredBytes()
meth public abstract long getStaticTlsBytes()
meth public abstract long getSymbolCount()

CLSS public final static org.alfheim.monitor.PluginsMXBean$ImageRow
 outer org.alfheim.monitor.PluginsMXBean
cons public init(java.lang.String,java.lang.String,java.lang.String,long,long,long,int,java.lang.String,java.util.List<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int symbols()
meth public java.lang.String go()
meth public java.lang.String location()
meth public java.lang.String name()
meth public java.lang.String state()
meth public java.util.List<java.lang.String> plugins()
meth public long bundle()
meth public long bytes()
meth public long heldBytes()
supr java.lang.Record
hfds bundle,bytes,go,heldBytes,location,name,plugins,state,symbols

CLSS public final org.alfheim.monitor.PluginsOpenCheck
cons public init(org.alfheim.registry.PluginInventory)
intf org.apache.felix.hc.api.HealthCheck
meth public org.apache.felix.hc.api.Result execute()
supr java.lang.Object
hfds inventory

CLSS public final org.alfheim.monitor.RetiredMemoryCheck
cons public init(org.alfheim.registry.PluginInventory,org.alfheim.monitor.RetiredMemoryCheck$Limits)
innr public abstract interface static !annotation Limits
intf org.apache.felix.hc.api.HealthCheck
meth public org.apache.felix.hc.api.Result execute()
supr java.lang.Object
hfds inventory,limits

CLSS public abstract interface static !annotation org.alfheim.monitor.RetiredMemoryCheck$Limits
 outer org.alfheim.monitor.RetiredMemoryCheck
intf java.lang.annotation.Annotation
meth public abstract !hasdefault long critical_bytes()
meth public abstract !hasdefault long warn_bytes()

CLSS public final org.alfheim.monitor.StaticTlsCheck
cons public init(org.osgi.framework.BundleContext,org.alfheim.registry.PluginInventory)
intf org.apache.felix.hc.api.HealthCheck
meth public org.apache.felix.hc.api.Result execute()
supr java.lang.Object
hfds inventory,staticTls

CLSS abstract interface org.alfheim.monitor.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.0.0")

CLSS public abstract interface org.apache.felix.hc.api.HealthCheck
 anno 0 org.osgi.annotation.versioning.ConsumerType()
fld public final static java.lang.String ASYNC_CRON_EXPRESSION = "hc.async.cronExpression"
fld public final static java.lang.String ASYNC_INTERVAL_IN_SEC = "hc.async.intervalInSec"
fld public final static java.lang.String KEEP_NON_OK_RESULTS_STICKY_FOR_SEC = "hc.keepNonOkResultsStickyForSec"
fld public final static java.lang.String MBEAN_NAME = "hc.mbean.name"
fld public final static java.lang.String NAME = "hc.name"
fld public final static java.lang.String RESULT_CACHE_TTL_IN_MS = "hc.resultCacheTtlInMs"
fld public final static java.lang.String TAGS = "hc.tags"
meth public abstract org.apache.felix.hc.api.Result execute()

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Requirement
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Repeatable(java.lang.Class<? extends java.lang.annotation.Annotation> value=class org.osgi.annotation.bundle.Requirements)
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, PACKAGE])
innr public final static Cardinality
innr public final static Resolution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String cardinality()
meth public abstract !hasdefault java.lang.String effective()
meth public abstract !hasdefault java.lang.String filter()
meth public abstract !hasdefault java.lang.String name()
meth public abstract !hasdefault java.lang.String resolution()
meth public abstract !hasdefault java.lang.String version()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract java.lang.String namespace()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ConsumerType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

CLSS public abstract interface !annotation org.osgi.service.component.annotations.Component
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
 anno 0 org.osgi.service.component.annotations.RequireServiceComponentRuntime()
fld public final static java.lang.String NAME = "$"
intf java.lang.annotation.Annotation
meth public abstract !hasdefault boolean enabled()
meth public abstract !hasdefault boolean immediate()
meth public abstract !hasdefault boolean servicefactory()
meth public abstract !hasdefault java.lang.Class<?>[] service()
meth public abstract !hasdefault java.lang.String factory()
meth public abstract !hasdefault java.lang.String name()
meth public abstract !hasdefault java.lang.String xmlns()
meth public abstract !hasdefault java.lang.String[] configurationPid()
meth public abstract !hasdefault java.lang.String[] factoryProperties()
meth public abstract !hasdefault java.lang.String[] factoryProperty()
meth public abstract !hasdefault java.lang.String[] properties()
meth public abstract !hasdefault java.lang.String[] property()
meth public abstract !hasdefault org.osgi.service.component.annotations.ConfigurationPolicy configurationPolicy()
meth public abstract !hasdefault org.osgi.service.component.annotations.Reference[] reference()
meth public abstract !hasdefault org.osgi.service.component.annotations.ServiceScope scope()

CLSS public abstract interface !annotation org.osgi.service.component.annotations.RequireServiceComponentRuntime
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, PACKAGE])
 anno 0 org.osgi.annotation.bundle.Requirement(java.lang.String cardinality="SINGLE", java.lang.String effective="resolve", java.lang.String filter="", java.lang.String name="osgi.component", java.lang.String namespace="osgi.extender", java.lang.String resolution="MANDATORY", java.lang.String version="1.5", java.lang.String[] attribute=[])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.service.metatype.annotations.Designate
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault boolean factory()
meth public abstract java.lang.Class<?> ocd()

CLSS public abstract interface !annotation org.osgi.service.metatype.annotations.ObjectClassDefinition
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
 anno 0 org.osgi.annotation.bundle.Requirement(java.lang.String cardinality="SINGLE", java.lang.String effective="resolve", java.lang.String filter="", java.lang.String name="osgi.metatype", java.lang.String namespace="osgi.extender", java.lang.String resolution=OPTIONAL, java.lang.String version="1.4", java.lang.String[] attribute=[])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String description()
meth public abstract !hasdefault java.lang.String id()
meth public abstract !hasdefault java.lang.String localization()
meth public abstract !hasdefault java.lang.String name()
meth public abstract !hasdefault java.lang.String[] factoryPid()
meth public abstract !hasdefault java.lang.String[] pid()
meth public abstract !hasdefault org.osgi.service.metatype.annotations.Icon[] icon()

