using System.Collections.Concurrent;
using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>One console for all processes: each line with the name of where it comes from.</summary>
internal sealed class Output : IDisposable
{
    private static readonly string[] Colours = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[96m", "\e[93m", "\e[92m"];
    // A log that grows past this is put aside as <name>.log.1; lines written in that very moment may be in neither.
    private const long LargestLog = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Followed> _followed = new(StringComparer.Ordinal);
    private readonly Lock _console = new();
    private readonly Timer _timer;
    private int _width = 8;

    internal Output() => _timer = new Timer(_ => Pump(), state: null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));

    /// <summary>Says something of the host's own.</summary>
    internal void Say(string text) => Write("platform", text, colour: "\e[1m");

    /// <summary>Shows what is appended to a log from now on.</summary>
    internal void Follow(string process, string log)
    {
        _width = Math.Max(_width, process.Length);
        _followed.GetOrAdd(process, name => new Followed(name, log, Colours[_followed.Count % Colours.Length]));
    }

    public void Dispose()
    {
        using var idle = new ManualResetEvent(initialState: false);
        if (_timer.Dispose(idle)) idle.WaitOne();
        Pump();
    }

    private void Pump()
    {
        foreach (var followed in _followed.Values)
        {
            lock (followed)
            {
                foreach (var line in followed.NewLines()) Write(followed.Process, line, followed.Colour);
            }
        }
    }

    private void Write(string process, string text, string colour)
    {
        var prefix = process.PadRight(_width) + " | ";
        lock (_console)
        {
            Console.Out.WriteLine(Console.IsOutputRedirected ? prefix + text : $"{colour}{prefix}\e[0m{text}");
        }
    }

    private sealed class Followed
    {
        private readonly string _log;
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly StringBuilder _line = new();
        private long _position;

        internal Followed(string process, string log, string colour)
        {
            Process = process;
            Colour = colour;
            _log = log;
            _position = File.Exists(log) ? new FileInfo(log).Length : 0;
        }

        internal string Process { get; }

        internal string Colour { get; }

        internal List<string> NewLines()
        {
            var lines = new List<string>();
            if (!File.Exists(_log)) return lines;
            using var stream = new FileStream(_log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            stream.Position = _position;
            var bytes = new byte[16 * 1024];
            var characters = new char[16 * 1024];
            for (int read; (read = stream.Read(bytes)) > 0;)
            {
                var count = _decoder.GetChars(bytes, 0, read, characters, 0);
                foreach (var character in characters.AsSpan(0, count))
                {
                    if (character != '\n')
                    {
                        _line.Append(character);
                        continue;
                    }
                    lines.Add(_line.ToString().TrimEnd('\r'));
                    _line.Clear();
                }
            }
            _position = stream.Position;
            if (_position > LargestLog)
            {
                File.Copy(_log, _log + ".1", overwrite: true);
                stream.SetLength(0);
                _position = 0;
            }
            return lines;
        }
    }
}
