using System.Runtime.InteropServices;

namespace Platform.Gateway.Limits;

/// <summary>What a bucket says.</summary>
/// <param name="Granted">How many tokens may be used; 0: none, wait.</param>
/// <param name="Left">What the bucket still holds.</param>
/// <param name="Wait">The time until the next token, where none was granted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BucketAnswer(int Granted, int Left, TimeSpan Wait);
