using Platform.Engagement.ContactBudget;

namespace Platform.Engagement.Tests.ContactBudget;

public sealed class RecipientAddressTests
{
    [Theory]
    [InlineData(" Pat.Doe@Example.COM ", "pat.doe@example.com")]
    [InlineData("pat@bücher.example", "pat@xn--bcher-kva.example")]
    [InlineData("pat@XN--BCHER-KVA.example", "pat@xn--bcher-kva.example")]
    [InlineData("ze\u0301@example.com", "zé@example.com")] // e and an accent are one letter.
    [InlineData("ZÉ@example.com", "zé@example.com")]
    [InlineData("pat@www.example.com", "pat@www.example.com")] // A mail domain, not a web site.
    [InlineData("pat@example.com.", "pat@example.com")]
    public void One_mailbox_has_one_spelling(string text, string normal) =>
        RecipientAddress.Normalise(text).ShouldBe(normal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pat")]
    [InlineData("@example.com")]
    [InlineData("pat@")]
    [InlineData("pat@home@example.com")]
    [InlineData("pat doe@example.com")]
    [InlineData("pat@exa_mple.com")]
    [InlineData("pat@example.com\r\nBcc: all@example.com")]
    [InlineData("Pat <pat@example.com>")]
    public void What_is_no_address_has_none(string? text) => RecipientAddress.Normalise(text).ShouldBeNull();
}
