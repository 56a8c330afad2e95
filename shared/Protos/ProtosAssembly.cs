namespace Platform.Protos;

/// <summary>Names the assembly that the protos are compiled into.</summary>
public static class ProtosAssembly;
