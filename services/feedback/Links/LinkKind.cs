using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Links;

/// <summary>What a link opens: one thing, and nothing beside it.</summary>
public enum LinkKind : byte
{
    Answer = 1,
    Board = 2,
}
