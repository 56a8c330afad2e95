namespace Platform.Standins.Redis;

/// <summary>When a test that waits for an answer gives up: a lost one then fails that test instead of hanging the run. No measure of speed.</summary>
internal static class Hang
{
    public const int LimitMilliseconds = 180_000;
}
