namespace Platform.ServiceKit.Data;

/// <summary>Knows who asked for what is being done, where somebody did.</summary>
public interface IActorSource
{
    /// <summary>The caller of the request at hand; null where there is none.</summary>
    string? Actor { get; }
}
