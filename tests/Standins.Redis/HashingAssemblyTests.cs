using System.IO.Hashing;
using System.Text;

namespace Platform.Standins.Redis;

/// <summary>System.IO.Hashing is the genuine assembly in both ways to restore; answers are those published for xxHash.</summary>
public sealed class HashingAssemblyTests
{
    [Theory]
    [InlineData("", 0x2D06800538D394C2)]
    [InlineData("a", 0xE6C632B61E964E1F)]
    [InlineData("abc", 0x78AF5F94892F3950)]
    public void XxHash3_gives_the_known_answer(string text, ulong expected) =>
        XxHash3.HashToUInt64(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    public void XxHash64_gives_the_known_answer(string text, ulong expected) =>
        XxHash64.HashToUInt64(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    [Fact]
    public void It_is_signed_by_its_publisher() =>
        Convert.ToHexStringLower(typeof(XxHash3).Assembly.GetName().GetPublicKeyToken()!).ShouldBe("cc7b13ffcd2ddd51");
}
