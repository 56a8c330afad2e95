namespace Platform.ServiceKit.Auth;

/// <summary>What this endpoint changes is an executive's own: they write here, as everybody else does who may
/// write.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExecutivesWriteAttribute : Attribute;
