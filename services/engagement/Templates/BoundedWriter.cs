using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Platform.Engagement.Templates;

/// <summary>Takes what a template writes up to a length and a time.</summary>
internal sealed class BoundedWriter(int longest, TimeSpan time)
    : StringWriter(new StringBuilder(), CultureInfo.InvariantCulture)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public void CheckTime()
    {
        if (Stopwatch.GetElapsedTime(_started) > time)
            throw new TemplateLimitException($"The template takes longer than {time.TotalMilliseconds} ms.");
    }

    private void Check(int more)
    {
        if (GetStringBuilder().Length + more > longest)
            throw new TemplateLimitException($"The template writes more than {longest} characters.");
        CheckTime();
    }
}
