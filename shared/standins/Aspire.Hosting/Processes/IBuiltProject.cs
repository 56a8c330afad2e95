namespace Aspire.Hosting.Processes;

/// <summary>A project whose assembly is built together with AppHost; AppHost.targets writes these classes.</summary>
public interface IBuiltProject : IProjectMetadata
{
    string AssemblyPath { get; }
}
