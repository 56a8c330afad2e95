using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Links;

public enum LinkState
{
    Good,
    NotOurs,
    Expired,
}
