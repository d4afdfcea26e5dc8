package dev.tocsin.policy.read;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.policy.model.Vendor;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code accounts} of a person: each account belongs to one person only, or nobody could say who pressed a button. */
final class AccountsReader {

    private final Findings findings;
    private final Map<String, String> owners = new HashMap<>();

    AccountsReader(Findings findings) {
        this.findings = findings;
    }

    Map<Vendor, String> read(String person, Section target) {
        var accounts = new EnumMap<Vendor, String>(Vendor.class);
        target.node("accounts").flatMap(node -> Section.of(node, SectionKind.ACCOUNTS, findings)).ifPresent(section -> {
            for (var vendor : Vendor.values()) {
                section.scalar(vendor.word(), vendor.example()).filter(id -> fits(vendor, id) && isOnlyOf(person,
                        vendor, id))
                        .ifPresent(id -> accounts.put(vendor, id.text()));
            }
        });
        return accounts;
    }

    private boolean fits(Vendor vendor, Scalar id) {
        if (vendor.fits(id.text())) {
            return true;
        }
        findings.add(id.place(), "'" + Section.shortened(id.text()) + "' is not an account of " + vendor.word(),
                "write "
                        + vendor.what() + ", such as " + vendor.word() + ": " + vendor.example());
        return false;
    }

    private boolean isOnlyOf(String person, Vendor vendor, Scalar id) {
        var owner = owners.putIfAbsent(vendor.word() + ":" + id.text().toLowerCase(Locale.ROOT), person);
        if (owner == null) {
            return true;
        }
        findings.add(id.place(), "the account " + Section.shortened(id.text()) + " of " + vendor.word()
                + " is that of '" + Section
                        .shortened(owner) + "' too", "write it for one of them, so that it is known who acts");
        return false;
    }
}
