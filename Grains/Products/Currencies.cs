namespace Actors.Products;

/// <summary>
/// The active currency and fund codes of ISO 4217 that have a minor unit, with its exponent (MM-16, MM-17). Without
/// metals, test codes and units of account that no price is in. As of November 2026.
/// </summary>
internal static class Currencies
{
    /// <summary>How many decimals the minor unit stands for, by code.</summary>
    public static IReadOnlyDictionary<string, int> Exponents { get; } =
        new (int Exponent, string Codes)[] { (0, Exponent0), (2, Exponent2), (3, Exponent3), (4, Exponent4) }
            .SelectMany(group => group.Codes
                .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(code => (Code: code, group.Exponent)))
            .ToDictionary(pair => pair.Code, pair => pair.Exponent, StringComparer.Ordinal);

    private const string Exponent0 =
        """
        BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
        """;

    private const string Exponent2 =
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
        CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
        HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
        MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
        RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
        USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """;

    private const string Exponent3 =
        """
        BHD IQD JOD KWD LYD OMR TND
        """;

    private const string Exponent4 =
        """
        CLF UYW
        """;
}
