namespace Platform.ServiceKit.Http;

/// <summary>A problem that code can answer: its stable type with its HTTP status.</summary>
internal sealed record KnownProblem(string Type, int Status);
